import { escaped } from "./html";
import type { PublishedCatalog } from "./page-data";

const FEW_REGIONS = 10;

/** The heading, and the fields that the script shows: without it nothing would answer them. */
export function pageHead(catalog: PublishedCatalog): string {
  const codes = Object.keys(catalog.regions);
  const regions = codes.length <= FEW_REGIONS ? codes.join(", ") : String(codes.length);
  return `<a class="skip" href="#Main">To the images</a>
<header class="top">
<h1>Images of <code>${escaped(catalog.namespace)}</code></h1>
<p class="lead">Write the name of a parameter, and never the ID of an AMI: the name stays, and in each region it names the AMI that the channel stands for now.</p>
<dl class="facts">
<div><dt>Regions</dt><dd>${escaped(regions)}</dd></div>
<div><dt>Made in</dt><dd>${escaped(catalog.homeRegion)}</dd></div>
</dl>
</header>
<form class="find" id="Find" role="search" hidden>
<div class="field"><label for="Query">Search</label>
<input id="Query" type="search" autocomplete="off" spellcheck="false" placeholder="name, version, tag, alias, source AMI ID"></div>
<div class="field"><label for="Channel">Channel</label>
<select id="Channel"><option value="">any</option>${channelsOf(catalog).map(option).join("")}</select></div>
<div class="field"><label for="Who">May I launch it?</label>
<input id="Who" autocomplete="off" spellcheck="false" aria-describedby="WhoHint" placeholder="account ID, o-… or ou-…">
<span class="hint" id="WhoHint">Shows what is shared with it</span></div>
</form>`;
}

/** Names of images and channels, for readers without scripts; the script takes its place. */
export function pageList({ namespace, images }: PublishedCatalog): string {
  const items = Object.entries(images).map(([name, { description = "", channels = {} }]) => {
    const parameters = Object.entries(channels).map(
      ([channel, version]) =>
        `<li><code>${escaped(`${namespace}/${name}/${channel}`)}</code> ${escaped(version)}</li>`,
    );
    return `<li><b>${escaped(name)}</b> ${escaped(description)}<ul>${parameters.join("")}</ul></li>`;
  });
  return `<ul>\n${items.join("\n")}\n</ul>`;
}

function channelsOf({ images }: PublishedCatalog): string[] {
  return [...new Set(Object.values(images).flatMap(({ channels = {} }) => Object.keys(channels)))].sort();
}

function option(channel: string): string {
  return `<option>${escaped(channel)}</option>`;
}

import { parseCatalog } from "../../modules/ami-catalog/load-catalog";
import { SOURCE_REGION, TARGET_REGION } from "../input";
import { measureAndReport } from "../child-report";

const HEAD = `namespace: /golden
homeRegion: ${SOURCE_REGION}
regions:
  ${SOURCE_REGION}: { createKey: true }
  ${TARGET_REGION}: { createKey: true }
shareWith:
  accountIds: [222222222222]
images:
`;

function version(name: string, seed: number): string {
  return `      "${name}":
        source:
          ami:
            ${SOURCE_REGION}: ami-${seed.toString(16).padStart(17, "0a")}
        deprecationTime: 2028-11-24T00:00:00Z
`;
}

function image(index: number): string {
  return `  image-${index}:
    description: Image number ${index}, for everyone who needs it
    tags: { Team: platform, Cost: ${index} }
    versions:
${["2026.11.10", "2026.11.17", "2026.11.24"].map((name, place) => version(name, 3 * index + place + 16)).join("")}    channels:
      stable: "2026.11.17"
      candidate: 2026.11.24
`;
}

/** A catalog of at least `bytes` bytes. */
function catalog(bytes: number): string {
  const parts = [HEAD];
  for (let length = HEAD.length, index = 0; length < bytes; index++) {
    const part = image(index);
    parts.push(part);
    length += part.length;
  }
  return parts.join("");
}

const text = catalog(Number(process.argv[2]) * 1e6);
measureAndReport(() => parseCatalog(text, "catalog.yaml"));

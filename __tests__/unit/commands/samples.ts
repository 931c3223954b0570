/** A catalog as people write it: comments, tabs in them, blank lines, quotes of every kind. */
export const YAML = `# yaml-language-server: $schema=catalog.schema.json
#\tWhat is published:\twhere, and for whom.

namespace: /golden
homeRegion: us-east-1

regions: # declared once
  us-east-1: { createKey: true }
  eu-west-1:   { createKey: true }   # aligned by hand

images:
    # The image of most teams.
    web:
        description: 'Web servers, "golden"'
        tags: {Team: platform}
        versions:
            # The first one.
            "2026.10":
                source: { ami: ami-0a1b2c3d4e5f60718 } #\tbaked by hand
                # It stays for the auditors.
            "2026.11":
                source:
                    ami:
                        us-east-1: ami-0f1e2d3c4b5a69788
                        eu-west-1: ami-0c3fd0f5d4e7a9b21

                deprecationTime: 2028-11-24

            # The next one.
            '2026.12': { source: { ami: ami-0b2d4f6a8c0e1f359 } }

        channels:
            stable: "2026.10"   # since Monday
            candidate: 2026.11

            # An old name.
            legacy: '2026.10'

    base:
        versions:
            "1": { source: { parameter: /bakery/base/latest } }
            "0":
                {
                    source: { parameter: /bakery/base/oldest }, # long gone
                    state: released,
                }
# The end.
`;

/** The same kinds of things, as JSON that a program has written. */
export const JSON_TEXT = `${JSON.stringify(
  {
    namespace: "/golden",
    homeRegion: "us-east-1",
    regions: { "us-east-1": {}, "eu-west-1": {} },
    images: {
      web: {
        versions: {
          "2026.10": { source: { ami: "ami-0a1b2c3d4e5f60718" } },
          "2026.11": { source: { ami: "ami-0f1e2d3c4b5a69788" }, deprecationTime: "2028-11-24" },
          "2026.12": { source: { ami: "ami-0b2d4f6a8c0e1f359" } },
        },
        channels: { stable: "2026.10", candidate: "2026.11", legacy: "2026.10" },
      },
      base: {
        versions: {
          "1": { source: { parameter: "/bakery/base/latest" } },
          "0": { source: { parameter: "/bakery/base/oldest" }, state: "released" },
        },
      },
    },
  },
  undefined,
  2,
)}\n`;

/** The same in one line, with and without spaces. */
export const JSON_LINE = JSON.stringify(JSON.parse(JSON_TEXT));
export const JSON_LINE_WITH_SPACES = JSON_LINE.replace(/(?<=[\]}"])([:,])/g, "$1 ");

/** An AMI that no sample has. */
export const NEW_AMI = "ami-0d5e7f9a1b3c5d7e9";

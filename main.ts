import { App } from "cdktf";
import { AmiCatalogStack } from "./modules";

const app = new App();
const homeRegion = "us-east-1";

for (const region of [homeRegion, "eu-west-1", "ap-southeast-1"]) {
  new AmiCatalogStack(app, `golden-${region}`, {
    namespace: "/golden",
    region,
    homeRegion,
    createKey: true,
    shareWith: {
      accountIds: ["222222222222"],
      organizationArns: ["arn:aws:organizations::123456789012:organization/o-goldenimages"],
    },
    shareParameters: true,
    images: {
      "al2023-arm64": {
        versions: {
          "2026.11.24": {
            source: {
              lookup: {
                owners: ["self"],
                filters: [{ name: "name", values: ["baked-al2023-arm64-2026.11.24"] }],
              },
            },
          },
        },
        channels: { stable: "2026.11.24" },
      },
    },
  });
}

app.synth();

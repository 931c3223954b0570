import { App } from "cdktf";
import { catalogStacks } from "./modules";

const app = new App();

catalogStacks(app, {
  namespace: "/golden",
  homeRegion: "us-east-1",
  regions: {
    "us-east-1": { createKey: true },
    "eu-west-1": { createKey: true },
    "ap-southeast-1": { createKey: true },
  },
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

app.synth();

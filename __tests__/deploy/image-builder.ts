import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** One AMI that an image has put out. */
export interface BuiltAmi {
  readonly region: string;
  readonly image: string;
  readonly accountId: string;
}

/**
 * The one call of EC2 Image Builder that a data source makes, which moto 5.2.1 doesn't have.
 * @see https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_GetImage.html
 */
export class ImageBuilder {
  static async start(): Promise<ImageBuilder> {
    const builder = new ImageBuilder();
    await new Promise<void>((resolve) => builder.server.listen(0, "127.0.0.1", resolve));
    return builder;
  }

  private readonly images = new Map<string, readonly BuiltAmi[]>();
  private readonly server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://localhost");
    const arn = url.searchParams.get("imageBuildVersionArn") ?? "";
    const amis = url.pathname === "/GetImage" ? this.images.get(arn) : undefined;
    response.writeHead(amis ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(amis ? { image: imageOf(arn, amis) } : { message: "not found" }));
  });

  /** Environment that leads Terraform here. */
  get environment(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    return { AWS_ENDPOINT_URL_IMAGEBUILDER: `http://127.0.0.1:${port}` };
  }

  put(arn: string, amis: readonly BuiltAmi[]): void {
    this.images.set(arn, amis);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function imageOf(arn: string, amis: readonly BuiltAmi[]) {
  return {
    arn,
    type: "AMI",
    name: "web",
    version: "1.0.0/1",
    platform: "Linux",
    state: { status: "AVAILABLE" },
    imageRecipe: { arn: arn.replace(":image/", ":image-recipe/") },
    infrastructureConfiguration: { arn: arn.replace(/:image\/.*/, ":infrastructure-configuration/web") },
    dateCreated: "2026-11-24T00:00:00Z",
    outputResources: { amis: amis.map((ami) => ({ ...ami, name: "web", state: { status: "AVAILABLE" } })) },
  };
}

import { Project } from "./project";
import { Report } from "./report";

/** Synthesizes alone, and reports what would be published. */
export async function preview(missing: readonly string[], say: (line: string) => void): Promise<Report> {
  say("Nothing is deployed. Synthesizing what would be published…");
  const project = await Project.create();
  try {
    await project.synth(say);
    const declared = await project.declaredParameters();
    return {
      deployed: false,
      missing,
      steps: [
        {
          step: "publish",
          regions: [...declared].map(([region, parameters]) => ({
            region,
            parameters: parameters.map(({ name, dataType }) => ({ name, dataType, amiId: "", version: 0 })),
            images: [],
          })),
        },
      ],
    };
  } finally {
    await project.remove();
  }
}

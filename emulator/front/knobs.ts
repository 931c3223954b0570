import type { Answer } from "./rule";
import type { CallLog } from "./call-log";
import { type Fault, FAULT_KINDS, type Faults } from "./faults";
import type { ImageStore, SeedImage } from "../images/image-store";

/** What can be read and set under `/_emulator/` while the emulator runs. */
export interface Knobs {
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly images: ImageStore;
}

export const KNOBS_PATH = "/_emulator/";

/** Answers `GET|DELETE /_emulator/calls`, `GET|POST|DELETE /_emulator/faults` and `POST /_emulator/images`. */
export async function answerKnob(knobs: Knobs, method: string, url: string, body: Buffer): Promise<Answer> {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const { calls, faults, images } = knobs;
  try {
    switch (`${method} ${pathname.slice(KNOBS_PATH.length)}`) {
      case "GET calls":
        return json(200, calls.filter(callFilter(searchParams)));
      case "DELETE calls":
        calls.clear();
        return json(200, []);
      case "GET faults":
        return json(200, faults.all());
      case "POST faults":
        faults.inject(faultFrom(JSON.parse(body.toString())));
        return json(201, faults.all());
      case "DELETE faults":
        faults.clear();
        return json(200, []);
      case "POST images": {
        const options: SeedImage = JSON.parse(body.toString());
        const { imageId, region, ownerId, name } = await images.seed(options);
        return json(201, { imageId, region, ownerId, name });
      }
      default:
        return json(404, { message: "use calls (GET, DELETE), faults (GET, POST, DELETE) or images (POST)" });
    }
  } catch (error) {
    return json(400, { message: error instanceof Error ? error.message : String(error) });
  }
}

function callFilter(search: URLSearchParams): Parameters<CallLog["filter"]>[0] {
  const [on, account, region] = [search.getAll("on"), search.get("account"), search.get("region")];
  return {
    ...(on.length === 0 ? {} : { on }),
    ...(account === null ? {} : { account }),
    ...(region === null ? {} : { region }),
  };
}

function faultFrom(value: unknown): Fault {
  const fault = typeof value === "object" && value !== null ? (value as Partial<Fault>) : {};
  const { on, kind } = fault;
  if (!Array.isArray(on) || on.some((pattern) => typeof pattern !== "string")) {
    throw new Error('"on" must be a list such as ["ssm:PutParameter", "ec2:*"]');
  }
  if (kind === undefined || !FAULT_KINDS.includes(kind)) {
    throw new Error(`"kind" must be one of ${FAULT_KINDS.join(", ")}`);
  }
  for (const name of ["every", "times", "milliseconds"] as const) {
    const number = fault[name];
    if (number !== undefined && !(Number.isInteger(number) && number > 0)) {
      throw new Error(`"${name}" must be a whole number above 0`);
    }
  }
  return { ...fault, on, kind };
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

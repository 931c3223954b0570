import { SNIPPET_CONSUMERS, type SnippetConsumer } from "./snippets";
import type { PageData } from "../page-data";

/** How the lines to paste are written. */
export interface Choices {
  readonly consumer: SnippetConsumer;
  readonly region: string;
  /** By the ARN of the parameter, as another account does. */
  readonly byArn: boolean;
  /** Account that publishes; empty where nobody has said it. */
  readonly publisherAccountId: string;
}

const KEY = "ami-catalog-page";

/** Those of the last visit, as far as the browser keeps them. */
export function firstChoices({ catalog, publisherAccountId = "" }: PageData): Choices {
  const { consumer, byArn } = kept();
  return {
    consumer: SNIPPET_CONSUMERS.find(({ id }) => id === consumer) ?? SNIPPET_CONSUMERS[0],
    region: catalog.homeRegion,
    byArn: byArn === true && catalog.shareParameters === true,
    publisherAccountId,
  };
}

export function keep({ consumer, byArn }: Choices): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ consumer: consumer.id, byArn }));
  } catch {
    // The browser keeps nothing for this page: the next visit begins anew.
  }
}

function kept(): { consumer?: unknown; byArn?: unknown } {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof found === "object" && found !== null ? found : {};
  } catch {
    return {};
  }
}

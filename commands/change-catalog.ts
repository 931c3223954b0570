import { checkText } from "./catalog-file";
import { Call, Outcome } from "./command";
import { editText } from "./edit/edit-text";
import { Value } from "./edit/source";
import { Refusal } from "./refusal";
import { replaceFile } from "./replace-file";
import { unifiedDiff } from "./unified-diff";

/** What a command changes of the file. */
export interface Change {
  /** Path of keys. */
  readonly path: readonly string[];
  /** @default - the key is taken out */
  readonly value?: Value;
  /** Sentences about what it does, and what the next deploy does. */
  readonly message: string;
  /** What `--json` shows of the command. */
  readonly document: object;
}

/**
 * Changes the file in place, when the new text is a good catalog.
 * @throws AmiCatalogError with everything that would be wrong with it; the file is untouched then
 */
export function changeCatalog({ file, dryRun }: Call, change: Change): Outcome {
  const { path, value, message, document } = change;
  const text = editText(file.text, path, value);
  if (text === undefined) {
    throw unsafe(file.name, path);
  }
  const { warnings } = checkText(text, file.name);
  const diff = unifiedDiff(file.name, file.text, text);
  const changed = text !== file.text;
  const written = changed && !dryRun;
  if (written) {
    replaceFile(file.name, file.text, text);
  }
  const ending = dryRun ? "\nNothing is written (--dry-run)." : "";
  return {
    text: `${diff}\n${message}${ending}\n`,
    document: { file: file.name, ...document, changed, written, diff },
    warnings,
  };
}

/** A change that isn't needed. */
export function nothingToDo({ file }: Call, message: string, document: object): Outcome {
  return {
    text: `Nothing to do: ${message}\n`,
    document: { file: file.name, ...document, changed: false, written: false, diff: "" },
    warnings: file.warnings,
  };
}

function unsafe(file: string, path: readonly string[]): Refusal {
  return new Refusal({
    code: "EDIT_UNSAFE",
    file,
    path: path.join("."),
    allowed: "this part of the file is written in a way that the command can't change safely",
    fix: "change it by hand, and run `check`",
  });
}

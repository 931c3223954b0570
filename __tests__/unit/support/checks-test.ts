import { App, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import { Checks, Finding } from "../../../modules/support";
import { caught } from "../../support/template";
import { listToken, synthesized, token } from "../refusal";

const refuseAll = (): Finding => ({ code: "AMI_ID_INVALID", allowed: "nothing is allowed", fix: "give up" });

function scope(): Construct {
  return new Construct(new TerraformStack(new App(), "Stack"), "Scope");
}

test("finds nothing in good values", () => {
  const checks = new Checks(scope()).value("a", "x", () => undefined).list("b", ["x"], () => undefined);
  expect(() => checks.done()).not.toThrow();
});

test("passes over what is not given", () => {
  const checks = new Checks(scope()).value("a", undefined, refuseAll).list("b", undefined, refuseAll);
  expect(() => checks.done()).not.toThrow();
});

test("checks the values that are false or empty", () => {
  const checks = new Checks(scope()).value("no", false, refuseAll).value("empty", "", refuseAll);
  expect(caught(() => checks.done()).problems.map(({ prop }) => prop)).toEqual(["no", "empty"]);
});

test("passes over tokens of every kind", () => {
  synthesized((stack) => {
    const checks = new Checks(stack)
      .value("string", token(stack, "String"), refuseAll)
      .value("part", `ami-${token(stack, "Part")}`, refuseAll)
      .value("number", Token.asNumber("${var.number}"), refuseAll)
      .value("map", Token.asStringMap("${var.map}"), refuseAll)
      .value("listAsValue", listToken(stack, "ListAsValue"), refuseAll)
      .list("list", listToken(stack, "List"), refuseAll);
    expect(() => checks.done()).not.toThrow();
  });
});

test("checks the literal entries of a list that holds tokens too", () => {
  synthesized((stack) => {
    const checks = new Checks(stack).list("ids", [token(stack, "Id"), "literal"], refuseAll);
    expect(caught(() => checks.done()).problems.map(({ prop }) => prop)).toEqual(["ids[1]"]);
  });
});

test("fails with what was found before, and last with why nothing can be made", () => {
  const checks = new Checks(scope()).value("first", 1, refuseAll);
  const last = { code: "TAGS_INVALID", allowed: "no tags are there", fix: "make some" } as const;
  expect(caught(() => checks.fail("last", 2, last)).problems).toEqual([
    { ...refuseAll(), path: "Stack/Scope", prop: "first", value: 1 },
    { ...last, path: "Stack/Scope", prop: "last", value: 2 },
  ]);
  expect(caught(() => new Checks(scope()).fail("last", 2, last)).code).toBe("TAGS_INVALID");
});

test("throws all that was found at once, with path, prop, value, what is allowed and the way out", () => {
  const checks = new Checks(scope(), "Child")
    .value("first", 1, refuseAll)
    .list("second", ["good"], refuseAll);
  const error = caught(() => checks.done());
  expect(error.problems).toEqual([
    { ...refuseAll(), path: "Stack/Scope/Child", prop: "first", value: 1 },
    { ...refuseAll(), path: "Stack/Scope/Child", prop: "second[0]", value: "good" },
  ]);
  expect(error.message).toBe(
    [
      "[AMI_ID_INVALID] Stack/Scope/Child: `first` is 1, but nothing is allowed; give up",
      '[AMI_ID_INVALID] Stack/Scope/Child: `second[0]` is "good", but nothing is allowed; give up',
    ].join("\n"),
  );
});

import { checkRoles } from "../../../commands/aws/account";

test("roles are of the partition of the catalog", () => {
  const roles = ["arn:aws-cn:iam::222222222222:role/usage", "arn:aws-cn:iam::333333333333:role/team/usage"];
  expect(checkRoles(roles, "aws-cn")).toEqual(roles);
  expect(() => checkRoles(roles, "aws")).toThrow(
    '--role is "arn:aws-cn:iam::222222222222:role/usage", and the regions of the catalog are in the partition aws; ' +
      "write arn:aws:iam::ACCOUNT:role/NAME [USAGE]",
  );
  expect(() => checkRoles(["arn:aws:iam::222222222222:role/usage"], "aws-us-gov")).toThrow(
    "write arn:aws-us-gov:iam::ACCOUNT:role/NAME [USAGE]",
  );
});

test.each([
  "arn:aws:iam::aws:role/x",
  "arn:aws:iam:::role/x",
  "arn:aws:iam::222222222222:role/",
  "arn:aws:iam::222222222222:user/x",
  "arn:aws:sts::222222222222:assumed-role/x/y",
  "usage",
])("%s is no role", (role) => {
  expect(() => checkRoles([role], "aws")).toThrow(
    "and is the ARN of an IAM role; write arn:aws:iam::ACCOUNT:role/NAME",
  );
});

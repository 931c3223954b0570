import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { AllowedAmis, AllowedAmisProps, ImageCriterion } from "../../modules";
import { PROVIDER_6 } from "../support/bindings";
import { caught, Template } from "../support/template";
import { listToken, synthesized, token } from "./refusal";
import { ACCOUNT_ID, accountIds, OTHER_ACCOUNT_ID, OTHER_REGION, REGION } from "./values";

const SETTINGS = "aws_ec2_allowed_images_settings";
const TOO_OLD = {
  code: "BINDINGS_TOO_OLD",
  path: "Stack/Allowed",
  prop: "state",
  value: "audit-mode",
  fix: expect.stringContaining("install @cdktf/provider-aws 21.22.1") as string,
};

function allowed(stack: TerraformStack, props: Partial<AllowedAmisProps> = {}, id = "Allowed"): AllowedAmis {
  return new AllowedAmis(stack, id, {
    state: "audit-mode",
    imageCriterion: [{ imageProviders: [ACCOUNT_ID] }],
    ...props,
  });
}

/** What is made of it; where the bindings don't have the resource, that it is refused for this and nothing else. */
function expectMade(build: (stack: TerraformStack) => unknown, expected: (template: Template) => void): void {
  if (PROVIDER_6) {
    expected(synthesized(build));
  } else {
    const { problems } = caught(() => synthesized(build));
    expect(problems).toMatchObject([{ code: "BINDINGS_TOO_OLD" }]);
  }
}

/** Criteria that are good, or refused for the bindings alone. */
function expectAccepted(...imageCriterion: ImageCriterion[]): void {
  expectMade(
    (stack) => allowed(stack, { imageCriterion }),
    (template) => expect(template.only(SETTINGS).image_criterion).toHaveLength(imageCriterion.length),
  );
}

type Expected = readonly [code: string, prop: string, wayOut: string];

function expectRefused(imageCriterion: ImageCriterion[], ...expected: Expected[]): void {
  const { problems } = caught(() => synthesized((stack) => allowed(stack, { imageCriterion })));
  expect(problems).toMatchObject([
    ...expected.map(([code, prop, wayOut]) => ({
      code,
      prop,
      path: "Stack/Allowed",
      fix: expect.stringContaining(wayOut) as string,
    })),
    ...(PROVIDER_6 ? [] : [TOO_OLD]),
  ]);
}

test("allows the AMIs of an account, in the words of the provider", () => {
  expectMade(allowed, (template) => {
    expect(template.count()).toBe(1);
    expect(template.only(SETTINGS)).toEqual({
      state: "audit-mode",
      image_criterion: [{ image_providers: [ACCOUNT_ID] }],
    });
  });
});

test("passes on all that is given", () => {
  const imageCriterion: ImageCriterion[] = [
    {
      imageProviders: [ACCOUNT_ID, OTHER_ACCOUNT_ID],
      imageNames: ["web-*", "al202?-arm64"],
      maximumDaysSinceCreated: 365,
      maximumDaysSinceDeprecated: 0,
    },
    { imageProviders: ["amazon", "aws-backup-vault"] },
    { marketplaceProductCodes: ["abcdefg1234567890"], maximumDaysSinceCreated: 0 },
  ];
  expectMade(
    (stack) => allowed(stack, { state: "enabled", imageCriterion }),
    (template) =>
      expect(template.only(SETTINGS)).toEqual({
        state: "enabled",
        image_criterion: [
          {
            image_providers: [ACCOUNT_ID, OTHER_ACCOUNT_ID],
            image_names: ["web-*", "al202?-arm64"],
            creation_date_condition: [{ maximum_days_since_created: 365 }],
            deprecation_time_condition: [{ maximum_days_since_deprecated: 0 }],
          },
          { image_providers: ["amazon", "aws-backup-vault"] },
          {
            marketplace_product_codes: ["abcdefg1234567890"],
            creation_date_condition: [{ maximum_days_since_created: 0 }],
          },
        ],
      }),
  );
});

test("gives the resource", () => {
  expectMade(
    (stack) => expect(allowed(stack).resource.terraformResourceType).toBe(SETTINGS),
    (template) => expect(template.count(SETTINGS)).toBe(1),
  );
});

test("is made in a region that is given, with one provider for all", () => {
  expectMade(
    (stack) => [REGION, OTHER_REGION].map((region) => allowed(stack, { region }, `Allowed-${region}`)),
    (template) => {
      const made = Object.values(template.resources(SETTINGS));
      expect(made.map(({ region }) => region)).toEqual([REGION, OTHER_REGION]);
      expect(template.stackJson.provider?.aws).toHaveLength(1);
    },
  );
});

test("is made with a provider that is given, such as that of another account", () => {
  expectMade(
    (stack) => {
      const provider = new AwsProvider(stack, "Consumer", { alias: "consumer", region: REGION });
      allowed(stack, {}, "Own");
      allowed(stack, { provider });
    },
    (template) =>
      expect(Object.values(template.resources(SETTINGS)).map(({ provider }) => provider)).toEqual([
        "aws.consumer",
        undefined,
      ]),
  );
});

test("accepts tokens", () => {
  expectMade(
    (stack) =>
      allowed(stack, {
        imageCriterion: [
          { imageProviders: listToken(stack, "Owners"), imageNames: [token(stack, "Name")] },
          { imageProviders: [token(stack, "Owner")] },
        ],
      }),
    (template) =>
      expect(template.only(SETTINGS).image_criterion).toEqual([
        { image_providers: "${var.Owners}", image_names: ["${var.Name}"] },
        { image_providers: ["${var.Owner}"] },
      ]),
  );
});

test.each([undefined, REGION])("refuses a second one of the same account and region: %s", (region) => {
  const { problems } = caught(() =>
    synthesized((stack) => {
      allowed(stack);
      allowed(stack, { region }, "Again");
    }),
  );
  expect(problems).toMatchObject([
    PROVIDER_6 ? { code: "ALLOWED_IMAGES_DUPLICATE", path: "Stack/Again", prop: "region" } : TOO_OLD,
  ]);
});

test("refuses a zone as its region", () => {
  const { problems } = caught(() => synthesized((stack) => allowed(stack, { region: "eu-west-1a" })));
  expect(problems).toMatchObject([PROVIDER_6 ? { code: "REGION_INVALID", prop: "region" } : TOO_OLD]);
});

describe("refuses", () => {
  const CRITERION = "IMAGE_CRITERION_INVALID";
  const one = { imageProviders: [ACCOUNT_ID] };

  test("no criteria, and more than 10", () => {
    expectRefused([], [CRITERION, "imageCriterion", "name the account"]);
    expectRefused(Array<ImageCriterion>(11).fill(one), [CRITERION, "imageCriterion", "into one criterion"]);
    expectAccepted(...Array<ImageCriterion>(10).fill(one));
  });

  test.each<ImageCriterion>([
    {},
    { imageNames: ["web-*"] },
    { imageProviders: [], imageNames: ["web-*"] },
    { marketplaceProductCodes: [], maximumDaysSinceDeprecated: 0 },
  ])("a criterion that lets in the AMIs of strangers: %j", (criterion) => {
    expectRefused(
      [one, criterion],
      ["OWNERS_MISSING", "imageCriterion[1].imageProviders", "name the owners"],
    );
  });

  test.each([
    ["self", "IMAGE_PROVIDER_INVALID", "always allowed"],
    ["Amazon", "IMAGE_PROVIDER_INVALID", "the ID of the account"],
    ["", "IMAGE_PROVIDER_INVALID", "the ID of the account"],
    ["22222222222", "ACCOUNT_ID_INVALID", '"022222222222"'],
    ["o-goldenimages", "IMAGE_PROVIDER_INVALID", "organisations and OUs can't be named"],
  ])("the image provider %j", (provider, code, wayOut) => {
    expectRefused(
      [{ imageProviders: [ACCOUNT_ID, provider] }],
      [code, "imageCriterion[0].imageProviders[1]", wayOut],
    );
  });

  test.each<[string, ImageCriterion[]]>([
    ["another provider", [{ imageProviders: ["none", ACCOUNT_ID] }]],
    ["a name", [{ imageProviders: ["none"], imageNames: ["web-*"] }]],
    ["another criterion", [{ imageProviders: ["none"] }, one]],
  ])("`none` beside %s", (_, criteria) => {
    expectRefused(criteria, [
      "IMAGE_PROVIDER_INVALID",
      "imageCriterion[0].imageProviders",
      "leave `none` out",
    ]);
  });

  test("not `none` alone", () => {
    expectAccepted({ imageProviders: ["none"], imageNames: undefined });
  });

  test.each(["", "web app", "web:1", "a?", "w".repeat(129)])("the image name %j", (name) => {
    expectRefused(
      [{ ...one, imageNames: ["web-*", name] }],
      [CRITERION, "imageCriterion[0].imageNames[1]", "`web-*`"],
    );
  });

  test.each(["a", "*", "a?b", "()[]./-'@_*?", "w".repeat(128)])("not the image name %j", (name) => {
    expectAccepted({ ...one, imageNames: [name] });
  });

  test.each(["", "abc-1", "a".repeat(26)])("the product code %j", (code) => {
    expectRefused(
      [{ marketplaceProductCodes: [code] }],
      [CRITERION, "imageCriterion[0].marketplaceProductCodes[0]", "ProductCodes"],
    );
  });

  test.each([-1, 1.5, Infinity, 2 ** 31])("%d days", (days) => {
    expectRefused(
      [{ ...one, maximumDaysSinceCreated: days, maximumDaysSinceDeprecated: days }],
      [CRITERION, "imageCriterion[0].maximumDaysSinceCreated", "write 0"],
      [CRITERION, "imageCriterion[0].maximumDaysSinceDeprecated", "write 0"],
    );
  });

  test("more values than AWS takes, and not as many", () => {
    const names = Array.from({ length: 51 }, (_, index) => `web-${index}`);
    const codes = Array.from({ length: 51 }, (_, index) => `code${index}`);
    const most = {
      imageProviders: accountIds(200),
      imageNames: names.slice(1),
      marketplaceProductCodes: codes.slice(1),
    };
    expectAccepted(most);
    expectRefused(
      [{ imageProviders: accountIds(201), imageNames: names, marketplaceProductCodes: codes }],
      [CRITERION, "imageCriterion[0].imageProviders", "another criterion"],
      [CRITERION, "imageCriterion[0].imageNames", "another criterion"],
      [CRITERION, "imageCriterion[0].marketplaceProductCodes", "another criterion"],
    );
  });
});

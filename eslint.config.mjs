import tseslint from "typescript-eslint";

const barrel = {
  name: "@cdktf/provider-aws",
  message: "import from @cdktf/provider-aws/lib/<resource>: the barrel costs 2 s and 500 MB at every start",
};

export default tseslint.config(
  { ignores: ["dist/", "cdktf.out/", ".gen/", "node_modules/", "compat/.work/"] },
  ...tseslint.configs.recommended,
  {
    rules: {
      "no-restricted-imports": ["error", { paths: [barrel] }],
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["modules/ami-source/factories.ts"],
    rules: { "@typescript-eslint/no-require-imports": ["error", { allow: ["^\\./from-"] }] },
  },
  {
    files: ["modules/ami-catalog/yaml-syntax.ts"],
    rules: { "@typescript-eslint/no-require-imports": ["error", { allow: ["^yaml$"] }] },
  },
  {
    files: ["**/*.js"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);

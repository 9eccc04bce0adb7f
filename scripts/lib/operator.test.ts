import { expect, test } from "vitest";
import { operatorVariables } from "./operator.ts";

test("a deployment takes the operator from the environment, and names what is missing", () => {
  const { variables, missing } = operatorVariables({
    OPERATOR_NAME: " Académie d’Essai ",
    OPERATOR_HOST: "Cloudflare",
    OPERATOR_DPO: "  ",
  });
  expect(variables).toEqual({
    OPERATOR_NAME: "Académie d’Essai",
    OPERATOR_ADDRESS: "",
    OPERATOR_DIRECTOR: "",
    OPERATOR_HOST: "Cloudflare",
    OPERATOR_DPO: "",
    OPERATOR_SUPPORT: "",
  });
  expect(missing.map((line) => line.split(" ")[0])).toEqual([
    "OPERATOR_ADDRESS",
    "OPERATOR_DIRECTOR",
    "OPERATOR_DPO",
    "OPERATOR_SUPPORT",
  ]);
});

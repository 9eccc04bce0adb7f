import type { Operator } from "#words/legal.ts";

/** Who runs this installation, from its configuration; a missing value is empty. */
export function getOperator(env: Env): Operator {
  return {
    name: env.OPERATOR_NAME,
    address: env.OPERATOR_ADDRESS,
    director: env.OPERATOR_DIRECTOR,
    host: env.OPERATOR_HOST,
    dpo: env.OPERATOR_DPO,
    support: env.OPERATOR_SUPPORT,
  };
}

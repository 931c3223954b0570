/** What the names of the parameters that AWS publishes begin with. */
export const PUBLIC_PARAMETERS = "/aws/service/";

/** Whether AWS publishes the parameter: such a parameter belongs to no account. */
export function isPublicParameter(parameterName: string): boolean {
  return parameterName.startsWith(PUBLIC_PARAMETERS);
}

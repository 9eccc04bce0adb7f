/** The state of one field of a form, from conform. */
export type FieldState = {
  id: string;
  name: string;
  initialValue?: string | undefined;
  errors?: string[] | undefined;
};

/** The props of `Field`: the value that was sent comes back with its errors. */
export function fieldProps({ id, name, initialValue, errors }: FieldState) {
  return { id, name, defaultValue: initialValue, errors };
}

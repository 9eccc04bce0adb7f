/** Where a pupil was born. SIECLE writes departments with three characters and countries without their 99. */
export const places = {
  /** With the department: many communes share a name. */
  commune: (name: string, department: string) => `${name} (${department})`,
  unknownCommune: (code: string) => `commune de code INSEE ${code}`,
  unknownCountry: (code: string) => `pays de code INSEE ${withNines(code)}`,
  department: (code: string) => code.replace(/^0(?=..$)/, ""),
  inDepartment: (code: string) => `département ${places.department(code)}`,
  /** Beside the name of its column. */
  unknown: (code: string) => `code INSEE ${withNines(code)}`,
  /** In the file of a pupil's data, which gives what is held and not only what it means. */
  withCode: (name: string, code: string) => `${name}, code INSEE ${withNines(code)}`,
};

function withNines(code: string): string {
  return code.replace(/^(?=\d{3}$)/, "99");
}

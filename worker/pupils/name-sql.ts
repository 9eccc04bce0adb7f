/**
 * The parts of `pupil.search`, as SQL: `last⇥first⇥usual`, each folded by `nameKey`. The tabs sort before any letter or
 * blank, so that « GARNIER » comes before « GARNIER DUPONT ».
 */
const TAB = "char(9)";
const after = (text: string) => `substr(${text}, instr(${text}, ${TAB}) + 1)`;
const before = (text: string) => `substr(${text}, 1, instr(${text}, ${TAB}) - 1)`;

/** `first⇥usual`: the order by first name. */
export const firstAndUsual = (search: string): string => after(search);
export const lastKey = (search: string): string => before(search);
export const firstKey = (search: string): string => before(after(search));
export const usualKey = (search: string): string => after(after(search));

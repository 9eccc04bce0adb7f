/** Why a first name or a last name is refused, wherever people type one. */
export const nameProblems = {
  TOO_LONG: (longest: number) =>
    `Ce nom est trop long : il ne peut pas dépasser ${longest} caractères.`,
  SIGNS: () =>
    "Un nom s’écrit avec des lettres, des espaces, des apostrophes, des traits d’union et des points : retirez les autres signes et les nombres.",
  DOT: () =>
    "Un nom ne peut pas ressembler à une adresse : mettez une espace après le point, ou retirez-le.",
};

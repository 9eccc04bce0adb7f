/** Why a request is refused before any page or route reads it. */
export const gateWords = {
  longQuery: {
    title: "Adresse trop longue",
    text: "L’adresse demandée est trop longue. Choisissez moins de classes à la fois.",
  },
  bodies: {
    400: {
      title: "Demande non valide",
      text: "Cette adresse attend du JSON dont les champs sont peu nombreux et ont des noms simples.",
    },
    408: {
      title: "Envoi trop lent",
      text: "La demande n’est pas arrivée à temps. Recommencez.",
    },
    411: {
      title: "Longueur requise",
      text: "Indiquez la longueur de ce que vous envoyez.",
    },
    413: {
      title: "Demande trop longue",
      text: "Cette adresse attend 64 Ko au plus.",
    },
    415: {
      title: "Format non accepté",
      text: "Cette adresse attend du JSON.",
    },
  },
};

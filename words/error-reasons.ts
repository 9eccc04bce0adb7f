import type { FileCode, RowCode } from "./import-sentences.ts";

/** Why each error exists and where it usually comes from: what its own message on the import page does not say. */
export const ERROR_REASONS: Record<FileCode | RowCode, string> = {
  FORMAT_NOT_SUPPORTED:
    "Le fichier est reconnu à son contenu, et non à son nom\u00a0: renommer un document en .xml ou en .csv ne suffit pas. L’erreur la plus fréquente est de déposer un tableau préparé à la main, ou la page de connexion enregistrée à la place de l’export.",
  PAYLOAD_TOO_LARGE:
    "L’export d’un établissement pèse quelques mégaoctets. Un fichier plus lourd contient souvent les adresses et les responsables, ou plusieurs établissements.",
  ARCHIVE_SUSPICIOUS:
    "Certaines archives zip sont fabriquées pour saturer un service en se décompressant. Celle de SIECLE n’a jamais cette forme\u00a0: le fichier a sans doute été compressé à nouveau par un autre logiciel.",
  ARCHIVE_CONTENT:
    "L’archive de SIECLE contient un seul fichier .xml. Elle en contient plusieurs quand des exports ont été réunis à la main, et aucun quand c’est un dossier ou un document qui a été compressé.",
  ENCODING_NOT_SUPPORTED:
    "L’encodage est la façon d’écrire les lettres accentuées. SIECLE et Fregata en utilisent un que ce service lit\u202f; il change quand un autre logiciel enregistre le fichier.",
  NOT_PUPIL_FILE:
    "SIECLE propose plusieurs exports en XML\u00a0: élèves, responsables, structures, nomenclatures. Seul «\u202fÉlèves sans adresse\u202f» contient ce qu’il faut.",
  UAI_MISMATCHED:
    "Le fichier porte le code de l’établissement qui l’a exporté. Importer celui d’un autre établissement remplacerait toute la base élèves\u00a0: il est donc toujours refusé.",
  HEADER_REQUIRED:
    "La première ligne d’un fichier de Fregata porte le titre de chaque colonne. Un titre manque quand une colonne a été supprimée ou renommée dans un tableur, ou quand ce n’est pas l’export «\u202fExport CSV vers Pix\u202f».",
  HEADER_DUPLICATED:
    "Deux colonnes ont le même titre\u00a0: il est impossible de savoir laquelle lire. C’est le signe d’un fichier modifié dans un tableur, ou de deux fichiers réunis.",
  FILE_INVALID:
    "La suite du fichier ne peut pas être comprise\u00a0: le téléchargement a pu s’interrompre, ou un autre logiciel a pu modifier le fichier. La page d’import indique la ligne où la lecture s’est arrêtée.",
  EMPTY:
    "Le fichier a été lu sans erreur, mais aucun de ses élèves ne peut être importé. Un import vide désactiverait toute la base\u00a0: il est refusé.",
  BIRTH_CITY_CODE_REQUIRED:
    "Pour une personne née en France, le code de la commune de naissance fait partie de l’identité attendue par Pix. Il manque quand la fiche ne porte que le nom de la ville.",
  SEX_REQUIRED:
    "Le sexe fait partie de l’identité attendue. Il manque quand l’inscription n’a pas été terminée.",
  BIRTH_DATE_REQUIRED:
    "La date de naissance permet à l’élève de se faire reconnaître sur Pix, et de distinguer deux élèves du même nom.",
  BIRTH_DATE_INVALID:
    "La date n’existe pas dans le calendrier, ou elle est à venir. Un tableur qui a ouvert le fichier peut aussi avoir inversé le jour et le mois, ou remplacé la date par un nombre.",
  LAST_NAME_REQUIRED:
    "Le nom de famille est celui de l’état civil. Il manque quand seul le nom d’usage a été saisi.",
  FIRST_NAME_REQUIRED: "Sans prénom, l’élève ne peut pas se faire reconnaître sur Pix.",
  INE_DUPLICATED:
    "Un INE désigne une seule personne. Il figure deux fois quand un élève a été inscrit deux fois, par exemple après un retour dans l’établissement, ou quand l’INE d’un frère ou d’une sœur a été recopié.",
  NAME_UNREADABLE:
    "Le champ contient des caractères qui ne sont pas ceux d’un nom. Le fichier a été enregistré par un autre logiciel, ou un texte a été collé dans la fiche avec des caractères invisibles.",
  FIELD_TOO_LONG:
    "Aucun nom ni aucune ville n’approche cette longueur\u00a0: une adresse ou une remarque a sans doute été collée dans le champ.",
  ELEVE_ID_DUPLICATED:
    "Chaque fiche de SIECLE a un identifiant à elle. Le retrouver deux fois signifie que deux exports ont été réunis, ou que l’élève a deux inscriptions.",
  FIELD_REQUIRED:
    "Le titre des colonnes obligatoires se termine par une étoile dans le fichier de Fregata. Une seule cellule vide suffit à refuser le fichier, pour que la base ne soit jamais à moitié à jour.",
  SEX_INVALID:
    "Fregata écrit le sexe d’une seule façon. Une autre valeur vient d’une saisie dans le fichier lui-même.",
  CITY_CODE_INVALID:
    "Le code INSEE d’une commune a cinq caractères, et peut commencer par un zéro. Un tableur supprime ce zéro quand il ouvre le fichier.",
  DEPARTMENT_INVALID:
    "Le code d’un département a deux ou trois caractères, et peut commencer par un zéro. Un tableur supprime ce zéro quand il ouvre le fichier.",
  COUNTRY_INVALID:
    "Le code d’un pays est celui de l’INSEE, et non son nom ni son code postal\u00a0: 99100 pour la France.",
  STATUS_INVALID:
    "Le statut distingue les élèves sous statut scolaire (ST) des apprentis (AP). Aucune autre valeur n’est prévue par l’export.",
};

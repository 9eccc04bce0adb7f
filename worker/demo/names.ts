/** The names of invented people: letters of ISO-8859-15 only, as SIECLE writes. */

export const SURNAMES =
  "MOREAU GARNIER LEFÈVRE BENALI DUCŒUR FRANÇOIS D'HONDT LE·GOFF N'DIAYE MARTINEZ NGUYEN DA·SILVA PETITJEAN ROUSSEL BÉNARD GUÉRIN LEROUX CHEVALIER BOUCHARD NOËL LECŒUR MÜLLER HADDAD DIALLO TRAORÉ KONATÉ OUEDRAOGO BELKACEM CHERIF MEZIANE FERREIRA LOPES GONÇALVES KOWALSKI WOJCIK POPESCU IONESCU ROSSI BIANCHI SÁNCHEZ IBAÑEZ LE·BRAS LE·ROY DE·LA·TOUR DUPRÉ CARPENTIER DELATTRE DELANNOY VASSEUR LECLERCQ LEGRAND DUBOIS FONTAINE MERCIER BLANCHARD GAUTIER PERRIN MOREL GIRARD BONNET LAMBERT FAURE ANDRÉ ROUSSEAU VINCENT FOURNIER LEMAIRE BARBIER RENARD COLLET AUBERT POIRIER MARCHAND HUET PRÉVOST GUILLOT RIVIÈRE PERROT BRETON CARRÉ DENIS GILLET LACROIX PICARD SCHMITT LUCAS RENAUD GASPARD ARNAUD OLIVIER ROLLAND BARON CORDIER HAMON LANGLOIS MAILLARD PASQUIER TESSIER VIDAL WEBER YILDIZ ZERROUKI"
    .split(" ")
    .map((name) => name.replaceAll("·", " "));

export const GIRLS =
  "Lila Inès Zoé Léa Chloé Manon Jade Louise Alice Emma Éloïse Anaïs Maëlle Noémie Agathe Romane Capucine Clémence Margaux Océane Élise Aya Yasmine Fatou Aïssatou Mariam Nour Salomé Apolline Lætitia Célestine Adèle Victoire Garance Lou Rose Anna Lina Mila Juliette Ambre Nina Camille Sarah Eva Lucie Jeanne Héloïse Soline Thaïs Maïssa Joséphine Constance Anouk Elsa Flora Iris Suzanne Marie-Lou Anne-Sophie Lou-Ann".split(
    " ",
  );

export const BOYS =
  "Noé Léo Gabriel Raphaël Louis Lucas Adam Hugo Arthur Jules Maël Liam Ethan Paul Nathan Sacha Théo Tom Aaron Noah Mohamed Rayan Ibrahim Moussa Mamadou Yanis Amine Bilal Timéo Gaspard Côme Augustin Félix Basile Anselme Loïc Gaël Yaël Joël Rémi Zéphyr Cœur-Loup Jean-Baptiste Pierre-Yves Jean Marc-Antoine Samuel Simon Valentin Victor Antoine Maxime Baptiste Clément Mathis Enzo Robin Oscar Marius Léandre Élie Elio Ulysse Abel".split(
    " ",
  );

/** Name, INSEE code and department of birth, as SIECLE writes them. */
export const CITIES = [
  ["AMIENS", "80021", "080"],
  ["ABBEVILLE", "80001", "080"],
  ["PERONNE", "80620", "080"],
  ["LILLE", "59350", "059"],
  ["ROUEN", "76540", "076"],
  ["PARIS 12E ARRONDISSEMENT", "75112", "075"],
  ["AJACCIO", "2A004", "02A"],
  ["SAINT-DENIS", "97411", "974"],
] as const;

/** Country code of SIECLE (three digits) and the city as the family wrote it. */
export const ABROAD = [
  ["132", "LONDRES"],
  ["352", "ALGER"],
  ["341", "DAKAR"],
  ["139", "LISBONNE"],
  ["109", "BERLIN"],
  ["350", "CASABLANCA"],
] as const;

/**
 * Frequent words in the passwords of a school's service, without accents, in lower case. Deliberately compact: the
 * browser loads it too. A long list of leaked passwords would mostly hold passwords shorter than we allow.
 */
export const COMMON_WORDS = (
  "motdepasse mot de passe mdp password passwort passe pass secret code login admin administrateur " +
  "administrator administration root user utilisateur invite guest test demo essai defaut default " +
  "changeme changezmoi changer welcome bienvenue bonjour bonsoir salut hello coucou letmein ouvretoi " +
  "sesame master internet ordinateur computer windows google facebook iloveyou jetaime love amour " +
  "soleil sunshine chocolat princesse princess doudou loulou chouchou monange monamour moncoeur ange " +
  "dragon monkey singe shadow superman batman spiderman pokemon naruto starwars minecraft football " +
  "baseball basketball rugby marseille paris lyon toulouse bordeaux lille nantes rennes france " +
  "chelsea liverpool arsenal whatever trustno family famille maison vacances liberte " +
  "nicolas camille julien thomas alexandre antoine charlotte sophie michael jessica jordan charlie " +
  "college lycee ecole etablissement principal principale adjoint proviseur directeur directrice " +
  "direction secretariat secretaire education nationale academie rectorat professeur enseignant eleve " +
  "eleves classe rentree siecle fregata pronote pix orga pixorga certification ministere " +
  "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre " +
  "lundi mardi mercredi jeudi vendredi samedi dimanche printemps ete automne hiver " +
  "january february march april june july august september october november december " +
  "monday friday summer winter spring autumn " +
  "1a2z3e4r5t6y 1a2z3e4r 1q2w3e4r5t6y 1q2w3e4r aqwzsxedc qazwsxedc azeqsdwxc azeqsd"
).split(" ");

/** Rows of French and English keyboards, the alphabet and the digits: read in both directions. */
export const ROWS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "azertyuiop",
  "qsdfghjklm",
  "wxcvbn",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
];

import { index, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("routes/home.tsx"),
  route("connexion", "routes/connexion.tsx"),
  route("connexion/code", "routes/connexion-code.tsx"),
  route("mot-de-passe-oublie", "routes/mot-de-passe-oublie.tsx"),
  route("compte", "routes/compte.tsx"),
  route("compte/mot-de-passe", "routes/compte-mot-de-passe.tsx"),
  route("compte/double-authentification", "routes/compte-double-authentification.tsx"),
  route("compte/confirmation", "routes/compte-confirmation.tsx"),
  route("deconnexion", "routes/deconnexion.ts"),
  route("demande-administration-sco", "routes/demande-administration-sco.tsx"),
  route("demande-administration-sco/envoyee", "routes/demande-administration-envoyee.tsx"),
  route("rejoindre", "routes/rejoindre.tsx"),
  route("documentation", "routes/documentation.tsx"),
  route("etablissements/:uai", "routes/etablissement.tsx", [
    index("routes/etablissement-accueil.ts"),
    route("eleves", "routes/eleves.tsx"),
    route("eleves/import", "routes/eleves-import.tsx"),
    route("eleves/import/:importId/:liste", "routes/eleves-import-liste.tsx"),
    route("equipe", "routes/equipe.tsx"),
    route("equipe/invitations", "routes/equipe-invitations.tsx"),
    route("equipe/inviter", "routes/equipe-inviter.tsx"),
    route("journal", "routes/journal.tsx"),
  ]),
  route("*", "routes/introuvable.ts"),
] satisfies RouteConfig;

import { index, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("routes/home.tsx"),
  route("connexion", "routes/connexion.tsx"),
  route("deconnexion", "routes/deconnexion.ts"),
  route("demande-administration-sco", "routes/demande-administration-sco.tsx"),
  route("demande-administration-sco/envoyee", "routes/demande-administration-envoyee.tsx"),
  route("rejoindre", "routes/rejoindre.tsx"),
  route("documentation", "routes/documentation.tsx"),
  route("etablissements/:uai", "routes/etablissement.tsx", [
    index("routes/etablissement-accueil.ts"),
    route("certifications", "routes/certifications.tsx"),
    route("certifications/a-rattacher", "routes/certifications-a-rattacher.tsx"),
    route("eleves", "routes/eleves.tsx"),
    route("certifications/archives", "routes/certifications-archives.ts"),
    route("eleves/import", "routes/eleves-import.tsx"),
    route("eleves/import/:importId/:liste", "routes/eleves-import-liste.tsx"),
    route("equipe", "routes/equipe.tsx"),
    route("equipe/invitations", "routes/equipe-invitations.tsx"),
    route("equipe/inviter", "routes/equipe-inviter.tsx"),
    route("journal", "routes/journal.tsx"),
  ]),
  route("*", "routes/introuvable.ts"),
] satisfies RouteConfig;

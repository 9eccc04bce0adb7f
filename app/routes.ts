import { index, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("routes/home.tsx"),
  route("connexion", "routes/connexion.tsx"),
  route("deconnexion", "routes/deconnexion.ts"),
  route("documentation", "routes/documentation.tsx"),
  route("etablissements/:uai", "routes/etablissement.tsx", [
    index("routes/etablissement-accueil.ts"),
    route("eleves", "routes/eleves.tsx"),
    route("certifications/archives", "routes/certifications-archives.ts"),
    route("eleves/import", "routes/eleves-import.tsx"),
    route("eleves/import/:importId/:liste", "routes/eleves-import-liste.tsx"),
  ]),
  route("*", "routes/introuvable.ts"),
] satisfies RouteConfig;

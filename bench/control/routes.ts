import { type RouteConfig, route } from "@react-router/dev/routes";

export default [route("table", "table.tsx")] satisfies RouteConfig;

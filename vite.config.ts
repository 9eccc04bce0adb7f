import { cloudflare } from "@cloudflare/vite-plugin";
import { reactRouter } from "@react-router/dev/vite";
import { defineConfig } from "vite";

/**
 * One file for the libraries of every page, and one for what most pages share: a page would otherwise ask for forty
 * small files, whose headers weigh more than some of them on a slow line (decision 0052).
 */
const groups = [
  {
    name: "react",
    test: /node_modules\/(?:react|react-dom|react-router|scheduler)\//,
    priority: 2,
  },
  {
    name: "frame",
    test: /\/app\/(?:ui|features\/shell)\/|\/words\/(?:pages|format|switcher|connection|import-banner)\.ts|\/features\/imports\/(?:live|progress|import-banner|banner-text)\.tsx?/,
    minShareCount: 2,
    priority: 1,
  },
];

export default defineConfig({
  plugins: [cloudflare({ viteEnvironment: { name: "ssr" } }), reactRouter()],
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } },
  },
});

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const homeserver = process.env["VESTNIK_HOMESERVER"] ?? "http://localhost:8008";

export default defineConfig({
  plugins: [react()],
  build: { outDir: "dist", emptyOutDir: true, target: "es2023", cssTarget: ["chrome123", "firefox121", "safari17.5"], assetsInlineLimit: 0 },
  server: { proxy: { "/_matrix": homeserver, "/.well-known": homeserver, "/oauth2": homeserver, "/account": homeserver } },
});

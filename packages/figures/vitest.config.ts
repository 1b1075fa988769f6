import solid from "vite-plugin-solid";
import { mergeConfig } from "vitest/config";
import shared from "../../vitest.config.ts";

// The components are tested as they are built: compiled for the server, where Plot draws in happy-dom.
export default mergeConfig(shared, { plugins: [solid({ ssr: true })] });

/** A `.topo` file is imported as its text: by the loader of esbuild in the bundles, by a plug-in of vitest in tests. */
declare module '*.topo' {
  const text: string;
  export default text;
}

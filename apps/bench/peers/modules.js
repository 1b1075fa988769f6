// How each peer is loaded, the same in Node and in a page. A peer that is not called is not loaded.

/** CommonJS comes as a default export from Node, and from a bundle. */
const plain = (module) => module.default ?? module;

export const modules = {
  tensorFlow: async () => {
    const tf = plain(await import("@tensorflow/tfjs"));
    const wasm = plain(await import("@tensorflow/tfjs-backend-wasm"));
    return { tf, wasm };
  },
  jax: () => import("@jax-js/jax"),
  brain: async () => plain(await import("brain.js")),
  convnet: async () => plain(await import("convnetjs")),
  toygrad: () => import("toygrad"),
  mlMatrix: () => import("ml-matrix"),
  mathjs: () => import("mathjs"),
  jsPytorch: () => import("js-pytorch"),
  onnxRuntime: () => import("onnxruntime-web"),
  protobuf: async () => plain(await import("protobufjs")),
};

/** A module of each peer, loaded when it is called. Their types are not there unless they are installed. */
export declare const modules: Readonly<
  Record<
    | "tensorFlow"
    | "jax"
    | "brain"
    | "convnet"
    | "toygrad"
    | "mlMatrix"
    | "mathjs"
    | "jsPytorch"
    | "onnxRuntime"
    | "protobuf",
    () => Promise<unknown>
  >
>;

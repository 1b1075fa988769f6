export { map, mapWithSlopes } from "./entrywise";
export {
  addGruGradients,
  addLstmCellGradients,
  addLstmOutputGradients,
  gruStep,
  lstmCell,
  lstmOutput,
} from "./gates";
export { addLayerGradients, layer } from "./layers";
export { addBinaryCrossEntropyGradient, binaryCrossEntropy } from "./logits";
export { adam, momentum, rmsProp, sgd } from "./optimizers";
export { addProduct } from "./product";
export {
  addEntrywiseProduct,
  addScaled,
  addScaledDifference,
  addScaledRow,
  addScaledToRow,
  allFinite,
  sumOfSquaredDifferences,
  sumOfSquares,
} from "./sums";

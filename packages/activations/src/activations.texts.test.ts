import { expect, test } from "vitest";
import { type ActivationId, activations } from "./activations.ts";
import { citation } from "./test-support/citation.ts";

// What readers see. A changed text changes here too, so that none changes unseen.
const texts: Record<
  ActivationId,
  { name: string; symbolTex: string; source: string; conventions?: string[] }
> = {
  identity: {
    name: "identity",
    symbolTex: "\\operatorname{id}",
    source:
      "Bernard Widrow, Marcian E. Hoff (1960). Adaptive Switching Circuits. 1960 IRE WESCON Convention Record, Part 4, 96–104. The unit of the Adaline, which is linear while it learns.",
  },
  step: {
    name: "step",
    symbolTex: "H",
    source:
      "Warren S. McCulloch, Walter Pitts (1943). A logical calculus of the ideas immanent in nervous activity. Bulletin of Mathematical Biophysics 5, 115–133, doi 10.1007/BF02478259. Units that fire, all or none, when their input passes a threshold.",
    conventions: ["H(0) = 0 and H′(0) = 0, value and slope on the left; others take H(0) = 1/2 or 1."],
  },
  sigmoid: {
    name: "sigmoid",
    symbolTex: "\\sigma",
    source:
      "David E. Rumelhart, Geoffrey E. Hinton, Ronald J. Williams (1986). Learning representations by back-propagating errors. Nature 323, 533–536, doi 10.1038/323533a0. Equation 2 makes it the output of a unit.",
  },
  hardSigmoidSixth: {
    name: "hard sigmoid (slope 1/6)",
    symbolTex: "\\operatorname{hardsigmoid}",
    source:
      "Andrew Howard, Mark Sandler, Grace Chu, Liang-Chieh Chen, Bo Chen, Mingxing Tan (2019). Searching for MobileNetV3. Proceedings of the IEEE/CVF International Conference on Computer Vision, 1314–1324, doi 10.1109/ICCV.2019.00140. Section 5.2 puts ReLU6(x + 3) / 6 in the place of the sigmoid. The first six of twelve authors.",
    conventions: [
      "hardsigmoid′(−3) = 0, the slope on the left, as in PyTorch.",
      "hardsigmoid′(3) = 1/6, the slope on the left; PyTorch takes the other one, 0.",
    ],
  },
  hardSigmoidFifth: {
    name: "hard sigmoid (slope 0.2)",
    symbolTex: "\\operatorname{hardsigmoid}",
    source:
      "ONNX contributors (2017). HardSigmoid. Open Neural Network Exchange, specification of the operators. The defaults are alpha = 0.2 and beta = 0.5.",
    conventions: [
      "hardsigmoid′(−2.5) = 0, the slope on the left.",
      "hardsigmoid′(2.5) = 0.2, the slope on the left.",
    ],
  },
  tanh: {
    name: "tanh",
    symbolTex: "\\tanh",
    source:
      "Yann LeCun, Léon Bottou, Genevieve B. Orr, Klaus-Robert Müller (1998). Efficient BackProp. Neural Networks: Tricks of the Trade, Lecture Notes in Computer Science 1524, Springer, doi 10.1007/3-540-49430-8_2. Recommends sigmoids that are symmetric about 0, such as tanh, over the logistic one.",
  },
  hardTanh: {
    name: "hard tanh",
    symbolTex: "\\operatorname{hardtanh}",
    source:
      "Ronan Collobert (2004). Large Scale Machine Learning. PhD thesis, Université Paris VI. Uses it in place of tanh because it is cheaper to compute.",
    conventions: [
      "hardtanh′(−1) = 0, the slope on the left, as in PyTorch.",
      "hardtanh′(1) = 1, the slope on the left; PyTorch takes the other one, 0.",
    ],
  },
  relu: {
    name: "ReLU",
    symbolTex: "\\operatorname{ReLU}",
    source:
      "Vinod Nair, Geoffrey E. Hinton (2010). Rectified Linear Units Improve Restricted Boltzmann Machines. Proceedings of the 27th International Conference on Machine Learning, 807–814. Made the unit and its name known. Fukushima (1969, doi 10.1109/TSSC.1969.300225) had used the function before.",
    conventions: ["ReLU′(0) = 0, the slope on the left, as in PyTorch and TensorFlow."],
  },
  relu6: {
    name: "ReLU6",
    symbolTex: "\\operatorname{ReLU6}",
    source:
      "Alex Krizhevsky (2010). Convolutional Deep Belief Networks on CIFAR-10. Unpublished manuscript, University of Toronto. Caps ReLU at 6, so that units learn sparse features earlier.",
    conventions: [
      "ReLU6′(0) = 0, the slope on the left, as in PyTorch and TensorFlow.",
      "ReLU6′(6) = 1, the slope on the left; PyTorch and TensorFlow take the other one, 0.",
    ],
  },
  leakyRelu: {
    name: "Leaky ReLU",
    symbolTex: "\\operatorname{LeakyReLU}",
    source:
      "Andrew L. Maas, Awni Y. Hannun, Andrew Y. Ng (2013). Rectifier Nonlinearities Improve Neural Network Acoustic Models. ICML Workshop on Deep Learning for Audio, Speech and Language Processing. With the slope 0.01.",
    conventions: ["LeakyReLU′(0) = a, the slope on the left, as in PyTorch and TensorFlow."],
  },
  prelu: {
    name: "PReLU",
    symbolTex: "\\operatorname{PReLU}",
    source:
      "Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun (2015). Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet Classification. Proceedings of the IEEE International Conference on Computer Vision, 1026–1034, doi 10.1109/ICCV.2015.123. Equation 1; the slopes begin at 0.25.",
    conventions: ["PReLU′(0) = a, the slope on the left, as in PyTorch and TensorFlow."],
  },
  elu: {
    name: "ELU",
    symbolTex: "\\operatorname{ELU}",
    source:
      "Djork-Arné Clevert, Thomas Unterthiner, Sepp Hochreiter (2016). Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs). 4th International Conference on Learning Representations, arXiv:1511.07289. Proposes it with α = 1: mean activations near 0 bring the gradient closer to the natural one.",
  },
  selu: {
    name: "SELU",
    symbolTex: "\\operatorname{SELU}",
    source:
      "Günter Klambauer, Thomas Unterthiner, Andreas Mayr, Sepp Hochreiter (2017). Self-Normalizing Neural Networks. Advances in Neural Information Processing Systems 30, 971–980. Equation 2; the two constants are derived there.",
    conventions: ["SELU′(0) = λα, the slope on the left, as in PyTorch."],
  },
  celu: {
    name: "CELU",
    symbolTex: "\\operatorname{CELU}",
    source:
      "Jonathan T. Barron (2017). Continuously Differentiable Exponential Linear Units. arXiv:1704.07483. Divides by α in the exponent, so that the slope does not jump at 0.",
  },
  softplus: {
    name: "softplus",
    symbolTex: "\\operatorname{softplus}",
    source:
      "Charles Dugas, Yoshua Bengio, François Bélisle, Claude Nadeau, René Garcia (2001). Incorporating Second-Order Functional Knowledge for Better Option Pricing. Advances in Neural Information Processing Systems 13, 472–478. Uses it because it is positive, rising and convex, with the sigmoid as its derivative.",
  },
  softsign: {
    name: "softsign",
    symbolTex: "\\operatorname{softsign}",
    source:
      "James Bergstra, Guillaume Desjardins, Pascal Lamblin, Yoshua Bengio (2009). Quadratic Polynomials Learn Better Image Features. Technical report 1337, Département d'Informatique et de Recherche Opérationnelle, Université de Montréal. Tries it in place of tanh because it saturates more slowly.",
  },
  silu: {
    name: "SiLU",
    symbolTex: "\\operatorname{SiLU}",
    source:
      "Stefan Elfwing, Eiji Uchibe, Kenji Doya (2018). Sigmoid-weighted linear units for neural network function approximation in reinforcement learning. Neural Networks 107, 3–11, doi 10.1016/j.neunet.2017.12.012. Gives the extrema of its derivative too. Hendrycks and Gimpel (2016, arXiv:1606.08415) had given it the name.",
  },
  hardSwish: {
    name: "hard swish",
    symbolTex: "\\operatorname{hardswish}",
    source:
      "Andrew Howard, Mark Sandler, Grace Chu, Liang-Chieh Chen, Bo Chen, Mingxing Tan (2019). Searching for MobileNetV3. Proceedings of the IEEE/CVF International Conference on Computer Vision, 1314–1324, doi 10.1109/ICCV.2019.00140. Section 5.2, with the name h-swish. The first six of twelve authors.",
    conventions: [
      "hardswish′(−3) = 0, the slope on the left.",
      "hardswish′(3) = 3/2, the slope on the left.",
    ],
  },
  gelu: {
    name: "GELU",
    symbolTex: "\\operatorname{GELU}",
    source:
      "Dan Hendrycks, Kevin Gimpel (2016). Gaussian Error Linear Units (GELUs). arXiv:1606.08415. Section 2.",
  },
  geluTanh: {
    name: "GELU (tanh)",
    symbolTex: "\\operatorname{GELU}_{\\tanh}",
    source:
      "Dan Hendrycks, Kevin Gimpel (2016). Gaussian Error Linear Units (GELUs). arXiv:1606.08415. Section 2 gives it as a quick approximation of GELU.",
  },
  mish: {
    name: "Mish",
    symbolTex: "\\operatorname{Mish}",
    source:
      "Diganta Misra (2020). Mish: A Self Regularized Non-Monotonic Activation Function. 31st British Machine Vision Conference, arXiv:1908.08681. Proposes it and compares it with Swish and ReLU.",
  },
  logSigmoid: {
    name: "log-sigmoid",
    symbolTex: "\\operatorname{logsigmoid}",
    source:
      "Ian Goodfellow, Yoshua Bengio, Aaron Courville (2016). Deep Learning. MIT Press. Section 3.10 lists ln σ(x) = −softplus(−x) among the properties to know by heart.",
  },
  arctan: {
    name: "arctan",
    symbolTex: "\\arctan",
    source:
      "Joarder Kamruzzaman, Syed Mahfuzul Aziz (2002). A note on activation function in multilayer feedforward learning. Proceedings of the 2002 International Joint Conference on Neural Networks, 519–523. Compares it with the logistic sigmoid.",
  },
  erf: {
    name: "erf",
    symbolTex: "\\operatorname{erf}",
    source:
      "Christopher K. I. Williams (1998). Computation with Infinite Neural Networks. Neural Computation 10(5), 1203–1216, doi 10.1162/089976698300017412. Gives the covariance of an infinitely wide network of such units in closed form.",
  },
};

test.each(Object.values(activations))("the texts of $id", ({ id, name, symbolTex, source, kinks }) => {
  const conventions = kinks.map(({ convention }) => convention);
  const expected = { conventions: [], ...texts[id as ActivationId] };
  expect({ name, symbolTex, source: citation(source), conventions }).toEqual(expected);
});

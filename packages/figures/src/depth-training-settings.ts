/** How the network is trained: chosen so that a healthy one learns the task within the steps, and one step fits between two frames. */
export const training = { steps: 400, examples: 32, noise: 0.1, learningRate: 0.02 } as const;

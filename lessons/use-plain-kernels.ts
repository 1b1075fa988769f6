import { useKernels } from "@vanishing/core";

useKernels("plain");

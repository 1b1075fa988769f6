import { figureSeries } from "./figure-series.ts";
import { serve } from "./frame/serve-series.ts";

// The worker of all figures: it loads the code of a series when a figure first asks for it.
serve(figureSeries);

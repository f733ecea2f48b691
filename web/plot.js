// What the pages of hebb use of Observable Plot; web/check bundles it.
export { plot, line, lineY, areaY, dot, raster, ruleX, ruleY, gridX, gridY } from "@observablehq/plot";

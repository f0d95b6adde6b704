import type { Network } from "./network.ts";
import { initializer, node, onnxModel, tensor } from "./onnx.ts";

/**
 * The network as an ONNX file. Input `image`: float [N, 1, 8, 8], pixels 0 to 16. Outputs: `digit`, int64 [N], and
 * `probabilities`, float [N, 10].
 */
export function exportNetwork(network: Network): Uint8Array {
  const { convolution, hidden, output } = network;
  const [kernels, kernelBias] = convolution.parameters;
  return onnxModel({
    name: "digits",
    inputs: [tensor("image", "float", ["N", 1, 8, 8])],
    outputs: [tensor("digit", "int64", ["N"]), tensor("probabilities", "float", ["N", 10])],
    initializers: [
      initializer("scale", [1], [1 / 16]),
      initializer("kernels", [convolution.channels, 1, 3, 3], kernels.values),
      initializer("kernel_bias", [convolution.channels], kernelBias.values),
      initializer("hidden_weights", [hidden.outputs, hidden.inputs], hidden.parameters[0].values),
      initializer("hidden_bias", [hidden.outputs], hidden.parameters[1].values),
      initializer("output_weights", [output.outputs, output.inputs], output.parameters[0].values),
      initializer("output_bias", [output.outputs], output.parameters[1].values),
    ],
    nodes: [
      node("Mul", ["image", "scale"], "scaled"),
      node("Conv", ["scaled", "kernels", "kernel_bias"], "maps", { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }),
      node("Relu", ["maps"], "active_maps"),
      node("MaxPool", ["active_maps"], "pooled", { kernel_shape: [2, 2], strides: [2, 2] }),
      node("Flatten", ["pooled"], "features"),
      node("Gemm", ["features", "hidden_weights", "hidden_bias"], "hidden", { transB: 1 }),
      node("Relu", ["hidden"], "active_hidden"),
      node("Gemm", ["active_hidden", "output_weights", "output_bias"], "scores", { transB: 1 }),
      node("Softmax", ["scores"], "probabilities", { axis: 1 }),
      node("ArgMax", ["scores"], "digit", { axis: 1, keepdims: 0 }),
    ],
  });
}

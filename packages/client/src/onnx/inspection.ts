/** An operator of a model. The domain of ONNX itself is `ai.onnx`. */
export interface OperatorCount {
  domain: string;
  name: string;
  count: number;
}

/** An input or output. The shape is missing where the file doesn't tell it; a free dimension has a name. */
export interface TensorPort {
  name: string;
  dtype: string;
  shape?: (number | string)[];
}

/** What is in an ONNX file. */
export interface OnnxInspection {
  /** Bytes of the file. */
  size: number;
  irVersion: number;
  producer: string;
  opsets: { domain: string; version: number }[];
  /** The most used ones first; those in bodies of If, Loop and Scan, and in functions, too. */
  operators: OperatorCount[];
  nodes: number;
  inputs: TensorPort[];
  outputs: TensorPort[];
  /** Weights: how many tensors and numbers, and how many bytes of them are in the file. */
  initializers: number;
  parameters: number;
  initializerBytes: number;
  /** Files beside it in which it expects weights. */
  externalData: string[];
  /** Operators that the model defines itself, as `domain:name`. */
  functions: string[];
}

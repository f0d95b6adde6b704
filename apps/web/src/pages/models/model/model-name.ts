/** What names a model in routes and addresses. */
export interface ModelName {
  namespace: string;
  name: string;
}

/** The page of a model. */
export const modelPath = ({ namespace, name }: ModelName): string => `/models/${namespace}/${name}`;

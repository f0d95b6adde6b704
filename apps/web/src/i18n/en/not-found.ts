export const notFound = {
  title: "Not found",
  explanation: "There is no page at this address. It may have moved, or the address has a typing error.",
  home: "To the start",
};

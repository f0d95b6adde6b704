import { type Demand, nameProviders, type OfferBook, reputationScore, type Survey } from "@qubix/market";
import { ESTIMATE_PROVIDERS, type EstimateDocument } from "@qubix/protocol";

/** The providers that an estimate names. All of it stands in the lists of providers and machines, which anybody may read. */
export function presentProviders(
  book: OfferBook,
  demand: Demand,
  survey: Survey,
): Pick<EstimateDocument["offers"], "takers" | "passedOver"> {
  const named = (provider: number, row: number) => {
    const { owner, reputation } = book.providerAt(provider);
    return {
      ...{ provider, identity: owner },
      price: String(book.priceAt(row, demand)),
      score: reputationScore(reputation),
    };
  };
  const { takers, passedOver } = nameProviders(book, survey, ESTIMATE_PROVIDERS);
  return {
    takers: takers.map(({ provider, row, machines, free }) => ({ ...named(provider, row), machines, free })),
    passedOver: passedOver.map(({ provider, row, misses }) => ({
      ...named(provider, row),
      machine: book.at(row).machine,
      misses,
    })),
  };
}

// tsx contracts/scripts/check-against-core.ts <checkout of github.com/qubic/core>
// Compiles Qubix.h with the network's own QPI headers (by g++ or CXX; nothing is run or built) and holds every offset and size
// that the binding was generated with against what they have there, on x86-64.
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { describeContract } from "./build-binding.ts";
import { QUBIX } from "./build-contract.ts";
import { CONTRACT_INDEX, CONTRACTS } from "./paths.ts";
import { reachableRecords } from "./record-layouts.ts";

const FLAGS = "-std=c++20 -fsyntax-only -mavx2 -mrdrnd -mlzcnt -mbmi2 -x c++ -Wall -Wextra -Werror".split(" ");
/** What the network's own headers and macros bring along. */
const QUIET = ["-Wno-unused-parameter", "-Wno-cast-function-type", "-Wno-invalid-offsetof"];

const compiler = process.env.CXX ?? "g++";
const core = process.argv[2];
if (!core) {
  console.error("Usage: tsx contracts/scripts/check-against-core.ts <checkout of github.com/qubic/core>");
  process.exit(2);
}

const { layouts, roots } = describeContract();
const assertions = reachableRecords(layouts, roots).flatMap((name) => {
  const type = name === "OcRequest" ? "OCI::Qubix::OcRequest" : `${QUBIX.struct}::${name}`;
  const { size, fields } = layouts[name]!;
  return [
    `static_assert(sizeof(${type}) == ${size}, "size of ${name}");`,
    ...fields.map(
      (field) =>
        `static_assert(__builtin_offsetof(${type}, ${field.name}) == ${field.offset}, "${name}.${field.name}");`,
    ),
  ];
});

const source = `
#define NO_UEFI
#include "contract_core/pre_qpi_def.h"
#include "qpi/qpi.h"
#define CONTRACT_INDEX ${CONTRACT_INDEX}
#define CONTRACT_STATE_TYPE ${QUBIX.struct}
#define CONTRACT_STATE2_TYPE ${QUBIX.struct}2
namespace OCI
{
#define OC_INTERFACE_INDEX 1
#include "${join(CONTRACTS, QUBIX.ocHeader!)}"
#undef OC_INTERFACE_INDEX
}
#include "${join(CONTRACTS, QUBIX.header)}"
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
${assertions.join("\n")}
void useAll(const QPI::QpiContextForInit& qpi) { ${QUBIX.struct}::__registerUserFunctionsAndProcedures(qpi); }
`;

const includes = [join(resolve(core), "src"), resolve(core)].flatMap((folder) => ["-isystem", folder]);
const { status, stderr, error } = spawnSync(compiler, [...FLAGS, ...QUIET, ...includes, "-"], {
  input: source,
  encoding: "utf8",
});
if (error) throw new Error("a C++ compiler (g++, or the one in CXX) is needed for this check", { cause: error });
const complaints = stderr.split("\n").filter((line) => /(error|Qubix.*warning):/.test(line));
for (const complaint of complaints) console.error(complaint);
console.log(
  status === 0 ? `Qubix.h compiles with ${core}; ${assertions.length} offsets and sizes agree.` : "They do not agree.",
);
process.exitCode = status === 0 ? 0 : 1;

// The module around one contract. Built with -DCONTRACT_STATE_TYPE=<struct>, -DCONTRACT_HEADER="<file>",
// -DCONTRACT_INDEX=<n>, and for contracts with an outsourced-computation interface -DOC_HEADER="<file>".
#include "qpi.h"

namespace OCI
{
#define OC_INTERFACE_INDEX 0
#include "mock-oc.h"
#undef OC_INTERFACE_INDEX
#ifdef OC_HEADER
#define OC_INTERFACE_INDEX 1
#include OC_HEADER
#undef OC_INTERFACE_INDEX
#endif
}

#include CONTRACT_HEADER

#include "exports.h"

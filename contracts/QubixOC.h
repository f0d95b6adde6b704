using namespace QPI;

/**
* OC interface "Qubix".
*
* One invocation authorizes a whole batch of assignments: the request carries the root of a Merkle tree whose leaves
* are the assignments that the contract recorded since the batch before. The signed message doesn't name the calling
* contract and any contract may use any interface, so a reader of a bundle checks the root against the contract itself
* (GetBatch), and takes nothing from contractIndex but where to look.
*/
struct Qubix
{
	/// Interface index, given where this header is included
	static constexpr uint32 ocInterfaceIndex = OC_INTERFACE_INDEX;

	/// What is pinned, signed by the computors and pushed to OC machines. No implicit padding.
	struct OcRequest
	{
		/// Root of the batch's tree
		id root;
		/// Index of the contract that asked
		uint64 contractIndex;
		/// Number of the batch in that contract
		uint32 batch;
		/// How many leaves the tree has
		uint32 count;
		/// Tick in which the batch was closed; the same when a batch is sent again
		uint32 tick;
		/// Zero
		uint32 reserved;
	};

	/// Fee of an invocation in QU, burned by the network
	static sint64 getInvocationFee(const OcRequest& request)
	{
		return 10;
	}
};

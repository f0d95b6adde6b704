// Interface 0 of every network: takes any 64-bit value.
struct Mock
{
	static constexpr QPI::uint32 ocInterfaceIndex = OC_INTERFACE_INDEX;

	struct OcRequest
	{
		QPI::uint64 value;
	};

	static QPI::sint64 getInvocationFee(const OcRequest&) { return 10; }
};

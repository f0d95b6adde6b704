import { describe, expect, it } from "vitest";
import { lintContract } from "./lint-contract.ts";

/** A small contract that is fine, with room for a bad part in each place. */
function contract({ global = "", member = "", field = "", input = "", output = "", body = "" } = {}): string {
  return `using namespace QPI;

// It's a comment: "strings", [brackets] and a / b are fine here.
constexpr uint64 TESTCON_SIZE = 4;
${global}
enum TESTCON_Code
{
	TESTCON_CODE_OK = 0
};

struct TESTCON2
{
};

struct TESTCON : public ContractBase
{
	struct Item
	{
		id owner;
		sint64 amount;
		uint32 first, second;
		bit paid;
		Array<uint16, TESTCON_SIZE * 2> slots;
		BitArray<128> flags;
		${field}
	};

	struct StateData
	{
		Array<Item, TESTCON_SIZE> items;
		HashMap<id, uint64, 128> map;
	};

	${member}

	struct Add_input
	{
		Item item;
		uint8_4 bytes;
		${input}
	};
	struct Add_output
	{
		sint32 code;
		${output}
	};
	struct Add_locals
	{
		Item item;
		uint64 index;
		bool found;
	};

	typedef NoData Get_input;
	typedef Add_output Get_output;
	PUBLIC_FUNCTION(Get)
	{
		output.code = state.get().items.capacity() > 3 ? TESTCON_CODE_OK : -1;
	}

	static uint64 double2(const Item& item, uint64 factor)
	{
		return item.amount * factor & 255;
	}

	PUBLIC_PROCEDURE_WITH_LOCALS(Add)
	{
		for (locals.index = 0; locals.index < TESTCON_SIZE; locals.index++)
		{
			locals.found = locals.found || (input.item.amount & 1) != 0 && input.item.first * 2 > locals.index;
		}
		if (locals.found) return;
		else locals.index = div(locals.index * TESTCON_SIZE, 2ULL) + mod<uint64>(7, 2);
		locals.item = { NULL_ID, 0x1E5, 1, 2, true };
		switch (locals.index)
		{
		case TESTCON_CODE_OK:
			break;
		default:
			CALL(Get, locals.none, output);
			state.mut().items.set(0, locals.item);
		}
		qpi.transfer(qpi.invocator(), static_cast<sint64>(locals.index));
		output.code = TransferType::qpiTransfer;
		${body}
	}

	REGISTER_USER_FUNCTIONS_AND_PROCEDURES()
	{
		REGISTER_USER_FUNCTION(Get, 1);
		REGISTER_USER_PROCEDURE(Add, 1);
	}
};
`;
}

const rulesBroken = (parts: Parameters<typeof contract>[0]) => [
  ...new Set(lintContract(contract(parts)).map(({ rule }) => rule)),
];

describe("lintContract", () => {
  it("has nothing against a good contract", () => {
    expect(lintContract(contract())).toEqual([]);
  });

  it("needs a contract", () => {
    expect(lintContract("struct A {};")).toEqual([
      { rule: "contract", line: 1, message: "no struct inherits from ContractBase" },
    ]);
  });

  it("names the line", () => {
    expect(lintContract("using namespace QPI;\n\n\nuint64 x;\nstruct X : public ContractBase {};")[0]).toEqual({
      rule: "globals",
      line: 4,
      message: "global data must be constexpr: x",
    });
  });

  it.each([
    ["division", "output.code = 4 / 2;", "signs"],
    ["division with assignment", "locals.index /= 2;", "signs"],
    ["modulo", "output.code = 4 % 2;", "signs"],
    ["modulo with assignment", "locals.index %= 2;", "signs"],
    ["indexing", "output.code = locals.item[0];", "signs"],
    ["an arrow", "output.code = locals.item->first;", "signs"],
    ["an arrow to a member pointer", "output.code = locals.item->*first;", "signs"],
    ["a directive", "#define X 1", "signs"],
    ["variadic arguments", "log(...);", "signs"],
    ["new", "locals.item = new Item;", "words"],
    ["delete", "delete locals.item;", "words"],
    ["throw", "throw 1;", "words"],
    ["try", "try { } catch (int) { }", "words"],
    ["const_cast", "const_cast<Item&>(input.item).first = 1;", "words"],
    ["a cast to float", "output.code = static_cast<float>(1) > 0;", "words"],
    ["a cast to double", "output.code = (double)1 > 0;", "words"],
    ["a cast to char", "output.code = (char)1;", "words"],
    ["a string", 'log("text");', "literals"],
    ["a character", "output.code = 'a';", "literals"],
    ["a number with a point", "output.code = 1.5;", "literals"],
    ["a number with an exponent", "output.code = 1e3;", "literals"],
    ["a digit separator", "output.code = 1'000;", "literals"],
    ["two underscores", "qpi.__transfer(SELF, 1);", "names"],
    ["QpiContext", "QpiContextProcedureCall(qpi);", "names"],
    ["reading through a pointer", "output.code = *locals.item;", "pointers"],
    ["writing through a pointer", "*locals.item = 1;", "pointers"],
    ["taking an address", "copy(&locals.item, 1);", "pointers"],
    ["a foreign scope", "output.code = std::max(1, 2);", "scopes"],
    ["the global scope", "output.code = ::max(1, 2);", "scopes"],
    ["a variable", "uint64 x;", "stack-variables"],
    ["an initialized variable", "uint64 x = 1;", "stack-variables"],
    ["a constant variable", "const uint64 x = 1;", "stack-variables"],
    ["a variable of two words", "unsigned int x = 1;", "stack-variables"],
    ["a variable of a struct", "TESTCON::Item item;", "stack-variables"],
    ["a variable of a template", "Array<Array<uint8, 2>, 4> x;", "stack-variables"],
    ["a reference", "Item& item = locals.item;", "stack-variables"],
    ["auto", "auto x = 1;", "stack-variables"],
    ["a reference by auto", "const auto& x = input.item;", "stack-variables"],
    ["a loop counter", "for (uint64 i = 0; i < 2; i++) { }", "stack-variables"],
    ["a loop counter of a struct's type", "for (TESTCON::Item i = locals.item; ; ) { }", "stack-variables"],
    ["a variable behind a condition", "if (locals.found) uint64 x = 1;", "stack-variables"],
    ["a variable in a block", "if (locals.found) { while (true) { uint64 x = 1; } }", "stack-variables"],
    ["a variable in a case", "switch (1) { case 1: uint64 x = 1; }", "stack-variables"],
    ["a call without braces", "if (locals.found) CALL(Get, locals.none, output);", "macro-blocks"],
    ["a call after else", "if (locals.found) { } else CALL(Get, locals.none, output);", "macro-blocks"],
    ["a log line without braces", "for (;;) LOG_INFO(locals.item);", "macro-blocks"],
    ["a static variable", "static uint64 x = 1;", "stack-variables"],
  ])("refuses %s in a body", (_, body, rule) => {
    expect(rulesBroken({ body })).toContain(rule);
  });

  it.each([
    ["a pointer field", "uint8* bytes;", "pointers"],
    ["a pointer to a struct", "Item* next;", "pointers"],
    ["an array field", "uint8 bytes[4];", "signs"],
    ["a float field", "float price;", "words"],
    ["a union", "union { uint8 a; uint16 b; } both;", "words"],
    ["a constructor", "Item() { }", "constructors"],
    ["a constructor with arguments", "explicit Item(uint64 x);", "constructors"],
    ["a destructor", "~Item() { }", "constructors"],
    ["a bool in an input", "bool flag;", "interface-types"],
    ["a plain int in an input", "int number;", "interface-types"],
    ["a collection in an input", "HashMap<id, uint64, 4> map;", "interface-types"],
    ["a collection in an array", "Array<HashMap<id, uint64, 4>, 2> maps;", "interface-types"],
    ["an array of bools", "Array<bool, 2> flags;", "interface-types"],
    ["an entity", "Entity entity;", "interface-types"],
  ])("refuses %s in a struct", (_, field, rule) => {
    expect(rulesBroken({ field })).toContain(rule);
  });

  it("checks inputs and outputs themselves", () => {
    expect(rulesBroken({ input: "bool flag;" })).toEqual(["interface-types"]);
    expect(rulesBroken({ output: "DateAndTime now;" })).toEqual(["interface-types"]);
    expect(rulesBroken({ member: "using Look_input = Entity; PUBLIC_FUNCTION(Look) { }" })).toEqual([
      "interface-types",
    ]);
  });

  it.each([
    ["a member", "uint64 count;", "members"],
    ["an initialized member", "uint64 count = div(4, 2);", "members"],
    ["a static constant", "static constexpr uint64 SIZE = 4;", "members"],
    ["a constructor", "TESTCON() { }", "constructors"],
    ["a pointer parameter", "static void f(uint8* x) { }", "pointers"],
    ["a variable in a helper", "static void f() { uint64 x = 1; }", "stack-variables"],
  ])("refuses %s in the contract's struct", (_, member, rule) => {
    expect(rulesBroken({ member })).toContain(rule);
  });

  it.each([
    ["a variable", "uint64 TESTCON_count;", "globals"],
    ["a constant that is not constexpr", "const uint64 TESTCON_X = 1;", "globals"],
    ["a constant without the prefix", "constexpr uint64 SIZE = 4;", "globals"],
    ["a struct without the prefix", "struct Other { };", "globals"],
    ["an enum without the prefix", "enum Other { TESTCON_A = 1 };", "globals"],
    ["enumerators without the prefix", "enum TESTCON_E { TESTCON_A = 1, OTHER = 2 };", "globals"],
    ["a function without the prefix", "inline uint64 twice(uint64 x) { return x * 2; }", "globals"],
    ["an alias", "using TESTCON_Id = id;", "globals"],
    ["a typedef", "typedef id TESTCON_Id;", "globals"],
    ["another namespace", "using namespace std;", "globals"],
    ["a namespace of its own", "namespace TESTCON_N { }", "globals"],
    ["a variable in a function", "inline void TESTCON_f() { uint64 x = 1; }", "stack-variables"],
    ["inheritance from QpiContext", "struct TESTCON_C : public QpiContext { };", "names"],
  ])("refuses %s outside of the contract", (_, global, rule) => {
    expect(rulesBroken({ global })).toContain(rule);
  });

  it("allows the scopes of the contract's own enums", () => {
    const member = "enum class Level : uint8 { low, high };";
    expect(lintContract(contract({ member, body: "output.code = static_cast<sint32>(Level::high);" }))).toEqual([]);
  });

  it("allows what is prefixed outside of the contract", () => {
    const global =
      "constexpr sint64 TESTCON_A = -5 * 3;\nSTATIC_ASSERT(TESTCON_A < 0, Negative);\n" +
      "struct TESTCON_Pair { uint8 a, b; };\ninline uint64 TESTCON_twice(uint64 x) { return x * 2; }";
    expect(lintContract(contract({ global }))).toEqual([]);
  });
});

"""The server for the Model Context Protocol: what the tools, resources and instructions are called, and who answers.

The only module that knows the protocol's library. It speaks on standard input and output, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import anyio
from anyio.to_thread import run_sync
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    Prompt,
    PromptArgument,
    PromptMessage,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    ToolAnnotations,
)
from mcp_types import Tool as Announced
from pydantic import TypeAdapter

from diplograph.assistant import answers, arguments, entities, texts, tools, wording
from diplograph.assistant.library import DOCUMENT, list_items, read_item
from diplograph.errors import DiplographError, InputError
from diplograph.graph.questions import suggest
from diplograph.screen import clean

if TYPE_CHECKING:
    from diplograph.assistant.desk import Desk

_PROMPT, _QUESTION, _LONGEST = "answer_with_footnotes", "question", 2000
#: Tools that work at once; further calls wait.
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: what it is called and told to be, what it takes and gives, and how that is written as text."""

    name: str
    title: str
    about: str
    takes: type
    gives: type
    run: Callable[[Desk, Any], Any]
    write: Callable[[Any], str]

    def announce(self) -> Announced:
        """Describe the tool as the protocol has it."""
        hints = ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
        return Announced(
            name=self.name,
            title=self.title,
            description=self.about,
            input_schema=TypeAdapter(self.takes).json_schema(),
            output_schema=TypeAdapter(self.gives).json_schema(mode="serialization"),
            annotations=hints,
        )


_TOOLS = (
    Tool(
        "find",
        "Find questions and entities",
        wording.FIND,
        arguments.Find,
        answers.Found,
        tools.find,
        texts.write_found,
    ),
    Tool(
        "list_questions",
        "List the saved questions",
        wording.LIST_QUESTIONS,
        arguments.ListQuestions,
        answers.Questions,
        tools.list_questions,
        texts.write_questions,
    ),
    Tool("ask", "Ask a saved question", wording.ASK, arguments.Ask, answers.Answer, tools.ask, texts.write_answer),
    Tool(
        "query", "Run a SPARQL query", wording.QUERY, arguments.Query, answers.Result, tools.query, texts.write_result
    ),
    Tool("why", "Prove a fact", wording.WHY, arguments.Why, answers.Proofs, entities.why, texts.write_proofs),
    Tool(
        "describe",
        "Describe an entity",
        wording.DESCRIBE,
        arguments.Describe,
        answers.Description,
        entities.describe,
        texts.write_description,
    ),
)
TOOLS: Mapping[str, Tool] = {tool.name: tool for tool in _TOOLS}


def serve(desk: Desk) -> None:
    """Serve on standard input and output until the client closes."""
    anyio.run(_serve, desk)


async def _serve(desk: Desk) -> None:
    server = make_server(desk)
    async with stdio_server() as (reader, writer):
        await server.run(reader, writer, server.create_initialization_options())


def make_server(desk: Desk) -> Server[Any]:
    """Make the server of a store."""
    limiter = anyio.CapacityLimiter(_AT_ONCE)

    async def list_tools(_context: object, _params: object) -> ListToolsResult:
        """List what can be done."""
        return ListToolsResult(tools=[tool.announce() for tool in TOOLS.values()])

    async def call_tool(_context: object, params: CallToolRequestParams) -> CallToolResult:
        """Call a tool in a thread, so that others are served meanwhile."""
        return await run_sync(partial(call, desk, params.name, params.arguments or {}), limiter=limiter)

    async def list_resources(_context: object, params: PaginatedRequestParams | None) -> ListResourcesResult:
        """List a page of what can be read."""
        return await run_sync(partial(_list_resources, desk, params.cursor if params else None), limiter=limiter)

    async def list_templates(_context: object, _params: object) -> ListResourceTemplatesResult:
        """Give the form of the documents' addresses."""
        return ListResourceTemplatesResult(resource_templates=[_TEMPLATE])

    async def read_resource(_context: object, params: ReadResourceRequestParams) -> ReadResourceResult:
        """Read a document, the ontology or a list."""
        return await run_sync(partial(_read_resource, desk, str(params.uri)), limiter=limiter)

    async def list_prompts(_context: object, _params: object) -> ListPromptsResult:
        """List the one prompt."""
        return ListPromptsResult(prompts=[_ANNOUNCED])

    async def get_prompt(_context: object, params: GetPromptRequestParams) -> GetPromptResult:
        """Write the prompt."""
        return _write_prompt(params.name, params.arguments or {})

    return Server(
        "diplograph",
        version=version("diplograph"),
        title="diplograph",
        instructions=wording.INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
    )


def call(desk: Desk, name: str, given: Mapping[str, Any]) -> CallToolResult:
    """Call a tool; whatever goes wrong becomes a message for the assistant."""
    try:
        tool = _find_tool(name)
        result = tool.run(desk, arguments.read_arguments(TypeAdapter(tool.takes), given))
        data = TypeAdapter(tool.gives).dump_python(result, mode="json")
        return CallToolResult(content=[_say(tool.write(result))], structured_content=data)
    except Exception as error:  # noqa: BLE001 - whatever is wrong, an assistant gets a line and no traceback
        return CallToolResult(content=[_say(_describe(error))], is_error=True)


def _find_tool(name: str) -> Tool:
    if name not in TOOLS:
        raise InputError(f"there is no tool {name[:80]!r}", expected=suggest(name[:80], TOOLS) or ", ".join(TOOLS))
    return TOOLS[name]


def _say(text: str) -> TextContent:
    return TextContent(type="text", text=text)


def _describe(error: Exception) -> str:
    """Say in a line what went wrong."""
    text = clean(" ".join(str(error).split()))[:_LONGEST]
    if isinstance(error, DiplographError):
        return text
    return f"internal error, please report it: {type(error).__name__}: {text}"


_TEMPLATE = ResourceTemplate(
    uri_template=f"{DOCUMENT}{{id}}",
    name="document",
    title="Source document",
    description="A source document by its id, with what is known of its source and licence",
    mime_type="text/plain",
)


def _list_resources(desk: Desk, cursor: str | None) -> ListResourcesResult:
    try:
        items, rest = list_items(desk, cursor)
    except DiplographError as error:
        raise MCPError(INVALID_PARAMS if isinstance(error, InputError) else INTERNAL_ERROR, str(error)) from None
    listed = [
        Resource(uri=item.uri, name=item.name, title=item.title, description=item.description, mime_type=item.kind)
        for item in items
    ]
    return ListResourcesResult(resources=listed, next_cursor=rest)


def _read_resource(desk: Desk, uri: str) -> ReadResourceResult:
    try:
        parts = read_item(desk, uri)
    except DiplographError as error:
        raise MCPError(INVALID_PARAMS if isinstance(error, InputError) else INTERNAL_ERROR, str(error)) from None
    return ReadResourceResult(
        contents=[TextResourceContents(uri=part.uri, mime_type=part.kind, text=part.text) for part in parts]
    )


_ANNOUNCED = Prompt(
    name=_PROMPT,
    title="Answer with footnotes",
    description=wording.PROMPT,
    arguments=[PromptArgument(name=_QUESTION, description="What the user wants to know", required=True)],
)


def _write_prompt(name: str, given: Mapping[str, str]) -> GetPromptResult:
    if name != _PROMPT:
        raise MCPError(INVALID_PARAMS, f"there is no prompt {name[:80]!r}; expected {_PROMPT}")
    question = given.get(_QUESTION, "").strip()
    if not question or len(question) > _LONGEST:
        raise MCPError(INVALID_PARAMS, f"the argument {_QUESTION!r} is missing or longer than {_LONGEST} characters")
    message = PromptMessage(role="user", content=_say(wording.write_prompt(question)))
    return GetPromptResult(description=wording.PROMPT, messages=[message])

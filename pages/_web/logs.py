"""Logs: one JSON object a line on stderr, with no personal data and no line breaks within."""

import logging
import sys

import structlog


def configure() -> None:
    """Send what the product, Streamlit and uvicorn have to say to stderr as JSON lines."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                # JSON escapes control characters: nobody can forge a line or colour a terminal.
                structlog.processors.JSONRenderer(sort_keys=True),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    _take_over(("streamlit", "uvicorn", "uvicorn.error", "websockets"))


def _take_over(names: tuple[str, ...]) -> None:
    """Let loggers that brought handlers of their own speak through ours."""
    known = [name for name in logging.root.manager.loggerDict if name.startswith("streamlit.")]
    for name in (*names, *known):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    for name in ("streamlit", "uvicorn", "uvicorn.error", "alembic", "PIL", "websockets"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # Addresses hold tickets and the ids of Streamlit's sessions: they are not logged at all.
    logging.getLogger("uvicorn.access").disabled = True
    # Said when something is imported outside a run, as at the start: it means nothing there.
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True

"""`[sms]` in gateway.toml: the provider of messages to petitioners. Its credentials come from the environment alone
(`gateway.notices.sms`)."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class SmsSettings(BaseModel):
    """Without a `driver` no message is sent: petitioners are told on paper or by their agent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    driver: Literal["", "http-json", "aliyun", "cmas", "file"] = Field("", description="the provider's kind")
    url: str = Field("", description="where it is reached, by https; for `file` the file's path")
    query_url: str = Field("", description="http-json: where it is asked what became of a message")
    ca_file: str = Field("", description="certificates to trust instead of the system's, for a provider with its own")
    platform: str = Field("信访服务平台", min_length=1, max_length=14, description="the name before each text")
    sign: str = Field("", description="aliyun, cmas: the signature they know; empty: the platform's name")
    company: str = Field("", description="cmas: ecName")
    account: str = Field("", description="cmas: apId")
    templates: dict[str, str] = Field({}, description="aliyun, cmas: their number of the text of each node")
    fields: dict[str, str] = Field({}, description="http-json: its names for number, text, template, parameters, key")
    from_hour: int = Field(8, ge=0, le=23, description="nobody gets a message earlier in the day")
    until_hour: int = Field(21, ge=1, le=24, description="or later")
    seconds: float = Field(10, gt=0, le=20, description="to wait for the provider; three times as long for all of it")
    keep_days: int = Field(3, ge=1, le=30, description="what could not be sent for so long is told on paper")

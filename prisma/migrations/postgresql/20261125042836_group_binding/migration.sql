-- CreateTable
CREATE TABLE "GroupBinding" (
    "groupIndex" TEXT NOT NULL,
    "villageCode" TEXT NOT NULL,
    "boundAt" BIGINT NOT NULL,

    CONSTRAINT "GroupBinding_pkey" PRIMARY KEY ("groupIndex")
);
